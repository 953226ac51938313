import { join } from 'node:path'
import type { Handlers } from '../app/bridge/requests.ts'
import { thisOwner } from '../simulator/live/owner.ts'
import type { Dialogs } from './files/dialogs.ts'
import type { LivingPages } from './files/draft-store.ts'
import { grantingDialogs } from './files/granting-dialogs.ts'
import { createJsonStore } from './files/json-store.ts'
import type { Permitted } from './files/permitted.ts'
import type { Recent } from './files/recent.ts'
import type { FileWatches } from './files/watch-files.ts'
import { type AnswerAccess, ask, cancelAnswer } from './handlers/answers.ts'
import { type Host, hello } from './handlers/app.ts'
import { listExamples, openDesign, readDesignAt, saveDesign, saveDesignAs } from './handlers/designs.ts'
import { type DiagnosticsAccess, saveDiagnostics } from './handlers/diagnostics.ts'
import { type DockerAccess, dockerStatus } from './handlers/docker.ts'
import { createDrafts } from './handlers/drafts.ts'
import { chooseExportPlace, type ExportAccess, listExporters, previewExport, writeExportTo } from './handlers/exports.ts'
import { listFolder } from './handlers/files.ts'
import { chooseComposeFiles, readImport } from './handlers/imports.ts'
import { createNamedOnly } from './handlers/named-only.ts'
import { saveReport } from './handlers/reports.ts'
import { type RunAccess, showRunSheet, startRun } from './handlers/runs.ts'
import { putSetting, type Settings, settingsSchema } from './handlers/settings.ts'
import { saveVideo } from './handlers/videos.ts'
import { lookAtDesign, watchDesign } from './handlers/watch.ts'
import { closeWindow, heardClosing, setWindowMenu, setWindowState, type WindowControl } from './handlers/window.ts'
import type { Work } from './work/work.ts'

export interface HandlerAccess {
  host: Host
  /** A design named when the program was started. */
  named: string | undefined
  onUnreadable: (path: string) => void
  userFolder: string
  recent: Recent
  /** What the page may name of the disk; the system's dialogs add to it. */
  permitted: Permitted
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
  const { docker, permitted, window, work, now } = access
  const runs = { ...access.runs, work }
  const { registry } = runs
  const dialogs = access.dialogs && grantingDialogs(access.dialogs, permitted)
  const named = createNamedOnly(permitted, access.exports, work)
  const designs = { recent: access.recent, dialogs }
  const exporting = { ...access.exports, dialogs, thread: work }
  const importing = { environment: access.environment, dialogs, work }
  const settings = createJsonStore<Settings>(join(access.userFolder, 'settings.json'), settingsSchema, {})
  const drafts = createDrafts({ folder: join(access.userFolder, 'drafts'), program: thisOwner(), pages: access.pages, now })

  return {
    'app.hello': () => hello(access.host, access.named, access.onUnreadable),
    'app.saveDiagnostics': async (input) => saveDiagnostics(await named.newFile(input), { ...access.diagnostics, dialogs, now }),
    'designs.open': async (input) => openDesign(await named.design(input), designs),
    'designs.save': async (input) => saveDesign(await named.design(input), designs),
    'designs.saveAs': async (input) => {
      const saved = await saveDesignAs(await named.newPath(input), designs)
      if (saved) permitted.grantDesign(saved.path)
      return saved
    },
    'designs.watch': async (input) => watchDesign(await named.design(input), access.watches),
    'designs.look': async (input) => lookAtDesign(await named.design(input)),
    'designs.at': async (input) => readDesignAt(await named.design(input)),
    'designs.recent': () => designs.recent.list(),
    'designs.examples': () => listExamples(access.examples),
    'files.list': async (input) => listFolder(await named.listed(input)),
    'drafts.put': async (input) => drafts.put(await named.draft(input)),
    'drafts.beat': drafts.beat,
    'drafts.list': drafts.list,
    'drafts.take': async (input) => {
      const draft = await drafts.take(input)
      if (draft.path !== null) permitted.grantDesign(draft.path)
      if (draft.folder != null) permitted.grantFolder(draft.folder)
      return draft
    },
    'drafts.discard': drafts.discard,
    'runs.sheet': async (input) => showRunSheet(await named.counted(input), runs),
    'runs.start': async (input) => startRun(await named.counted(input), runs),
    'runs.stop': async ({ runId }) => done(await registry.stop(runId)),
    'runs.finish': async ({ runId }) => done(registry.finish(runId)),
    'runs.inject': async ({ runId, fault }) => ({ faultId: await registry.inject(runId, fault) }),
    'runs.heal': async ({ runId, faultId }) => done(await registry.heal(runId, faultId)),
    'runs.follow': async ({ runId, component }) => done(await registry.follow(runId, component)),
    'runs.unfollow': async ({ runId, component }) => done(await registry.unfollow(runId, component)),
    'answers.ask': async (input) => ask(await named.counted(input), { ...access.answers, work }),
    'answers.cancel': (input) => cancelAnswer(input, access.answers),
    'videos.save': async (input) => saveVideo(await named.newFile(input), dialogs),
    'reports.save': async (input) => saveReport(await named.newFile(input), { dialogs, version: access.host.version, work }),
    'docker.status': () => dockerStatus(docker),
    'docker.sweep': () => docker.sweep(),
    'imports.choose': () => chooseComposeFiles(importing),
    'imports.read': async (input) => {
      const files = await named.imports(input)
      for (const file of files.files) permitted.grantImport(file)
      const made = await readImport(files, importing)
      // An override that lies beside a chosen file is named by the program, and shown to the person to be kept or left out.
      for (const file of made.files) permitted.grantImport(file)
      return made
    },
    'exports.targets': () => listExporters(exporting),
    'exports.choosePlace': (input) => chooseExportPlace(input, exporting),
    'exports.preview': async (input) => previewExport(await named.exports(input), exporting),
    'exports.write': async (input) => writeExportTo(await named.exports(input), exporting),
    'settings.get': () => settings.read(),
    'settings.put': (input) => putSetting(input, settings),
    'window.state': (input) => setWindowState(input, window),
    'window.menu': (input) => setWindowMenu(input, window),
    'window.heard': () => heardClosing(window),
    'window.close': () => closeWindow(window),
  } satisfies Handlers
}

function done(..._: unknown[]): Record<string, never> {
  return {}
}
