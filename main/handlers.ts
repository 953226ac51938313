import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Handlers } from '../app/bridge/requests.ts'
import { thisOwner } from '../simulator/live/owner.ts'
import type { Dialogs } from './files/dialogs.ts'
import type { LivingPages } from './files/draft-store.ts'
import { createJsonStore } from './files/json-store.ts'
import { createRecent } from './files/recent.ts'
import type { FileWatches } from './files/watch-files.ts'
import { type AnswerAccess, ask, cancelAnswer } from './handlers/answers.ts'
import { type Host, hello } from './handlers/app.ts'
import { listExamples, openDesign, saveDesign, saveDesignAs } from './handlers/designs.ts'
import { type DiagnosticsAccess, saveDiagnostics } from './handlers/diagnostics.ts'
import { type DockerAccess, dockerStatus } from './handlers/docker.ts'
import { createDrafts } from './handlers/drafts.ts'
import { chooseExportPlace, type ExportAccess, listExporters, previewExport, writeExportTo } from './handlers/exports.ts'
import { listFolder } from './handlers/files.ts'
import { chooseComposeFiles, readImport } from './handlers/imports.ts'
import { saveReport } from './handlers/reports.ts'
import { type RunAccess, showRunSheet, startRun } from './handlers/runs.ts'
import { putSetting, type Settings, settingsSchema } from './handlers/settings.ts'
import { lookAtDesign, watchDesign } from './handlers/watch.ts'
import { closeWindow, heardClosing, setWindowState, type WindowControl } from './handlers/window.ts'
import type { Work } from './work/work.ts'

export interface HandlerAccess {
  host: Host
  /** A design named when the program was started. */
  named: string | undefined
  onUnreadable: (path: string) => void
  userFolder: string
  examples: string
  dialogs: Dialogs | null
  window: WindowControl
  pages: LivingPages
  watches: FileWatches
  docker: DockerAccess
  runs: Omit<RunAccess, 'work'>
  answers: Omit<AnswerAccess, 'work'>
  exports: Omit<ExportAccess, 'dialogs' | 'thread'>
  diagnostics: Omit<DiagnosticsAccess, 'dialogs' | 'now'>
  environment: NodeJS.ProcessEnv
  work: Work
  now: () => Date
}

/** Joins every request with the function that answers it, and with what that function needs. */
export function createHandlers(access: HandlerAccess): Handlers {
  const { dialogs, docker, window, work, now } = access
  const runs = { ...access.runs, work }
  const { registry } = runs
  const designs = { recent: createRecent(access.userFolder, now), dialogs }
  const exporting = { ...access.exports, dialogs, thread: work }
  const importing = { environment: access.environment, dialogs, work }
  const settings = createJsonStore<Settings>(join(access.userFolder, 'settings.json'), settingsSchema, {})
  const drafts = createDrafts({ folder: join(access.userFolder, 'drafts'), program: thisOwner(), pages: access.pages, now })

  return {
    'app.hello': () => hello(access.host, access.named, access.onUnreadable),
    'app.saveDiagnostics': (input) => saveDiagnostics(input, { ...access.diagnostics, dialogs, now }),
    'designs.open': (input) => openDesign(input, designs),
    'designs.save': (input) => saveDesign(input, designs),
    'designs.saveAs': (input) => saveDesignAs(input, designs),
    'designs.watch': (input) => watchDesign(input, access.watches),
    'designs.look': lookAtDesign,
    'designs.recent': () => designs.recent.list(),
    'designs.examples': () => listExamples(access.examples),
    'files.list': (input) => listFolder(input, homedir()),
    'drafts.put': drafts.put,
    'drafts.beat': drafts.beat,
    'drafts.list': drafts.list,
    'drafts.take': drafts.take,
    'drafts.discard': drafts.discard,
    'runs.sheet': (input) => showRunSheet(input, runs),
    'runs.start': (input) => startRun(input, runs),
    'runs.stop': async ({ runId }) => done(await registry.stop(runId)),
    'runs.finish': async ({ runId }) => done(registry.finish(runId)),
    'runs.inject': async ({ runId, fault }) => ({ faultId: await registry.inject(runId, fault) }),
    'runs.heal': async ({ runId, faultId }) => done(await registry.heal(runId, faultId)),
    'runs.follow': async ({ runId, component }) => done(await registry.follow(runId, component)),
    'runs.unfollow': async ({ runId, component }) => done(await registry.unfollow(runId, component)),
    'answers.ask': (input) => ask(input, { ...access.answers, work }),
    'answers.cancel': (input) => cancelAnswer(input, access.answers),
    'reports.save': (input) => saveReport(input, { dialogs, version: access.host.version, work }),
    'docker.status': () => dockerStatus(docker),
    'docker.sweep': () => docker.sweep(),
    'imports.choose': () => chooseComposeFiles(importing),
    'imports.read': (input) => readImport(input, importing),
    'exports.targets': () => listExporters(exporting),
    'exports.choosePlace': (input) => chooseExportPlace(input, exporting),
    'exports.preview': (input) => previewExport(input, exporting),
    'exports.write': (input) => writeExportTo(input, exporting),
    'settings.get': () => settings.read(),
    'settings.put': (input) => putSetting(input, settings),
    'window.state': (input) => setWindowState(input, window),
    'window.heard': () => heardClosing(window),
    'window.close': () => closeWindow(window),
  } satisfies Handlers
}

function done(..._: unknown[]): Record<string, never> {
  return {}
}
