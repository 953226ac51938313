import { randomInt, randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Send } from '../app/bridge/events.ts'
import type { Handlers } from '../app/bridge/requests.ts'
import { PredictThread } from '../simulator/predict/predict-thread.ts'
import { createEngines } from './create-engines.ts'
import { createDockerAccess } from './docker-access.ts'
import { exporters } from './exporters.ts'
import type { Dialogs } from './files/dialogs.ts'
import { createLivingPages } from './files/draft-store.ts'
import { createPermitted, type Permitted } from './files/permitted.ts'
import type { Places } from './files/places.ts'
import { createRecent } from './files/recent.ts'
import { noteWritesIn, removeUnfinished } from './files/unfinished-writes.ts'
import { userFolder } from './files/user-folder.ts'
import { createFileWatches } from './files/watch-files.ts'
import type { WindowControl } from './handlers/window.ts'
import { createHandlers } from './handlers.ts'
import { newSecret } from './new-secret.ts'
import { createAcceptedSheets } from './runs/accepted-sheets.ts'
import { createRunRegistry } from './runs/run-registry.ts'
import { WorkThread } from './work/work-thread.ts'

/** What the two hosts of the page, Electron's window and the web host, give the program. */
export interface ProgramHost {
  kind: 'electron' | 'web'
  places: Places
  named: string | undefined
  dialogs: Dialogs | null
  window: WindowControl
  send: Send
}

export interface Program {
  handlers: Handlers
  /** What the page may name of the disk. */
  permitted: Permitted
  /** Has the page open a design that was named from outside, as a person does by a double click. */
  open(path: string): void
  /** Makes ready for the first prediction and the first file. */
  prepare(): void
  /** No page is there any more: every run is stopped, and what pages kept is anybody's. Resolves when nothing of the runs is left. */
  leavePages(): Promise<void>
  /** Stops every run and ends what waits for the next. */
  close(): Promise<void>
}

/** The program without its window. What a killed program left in Docker, and beside files that it was writing, is removed at once, in the background. */
export function createProgram({ kind, places, named, dialogs, window, send }: ProgramHost): Program {
  const own = userFolder(process.env, process.platform)
  const registry = createRunRegistry(send, randomUUID, () => performance.now())
  const docker = createDockerAccess()
  const thread = new PredictThread(places.predictWorker)
  const work = new WorkThread(places.fileWorker)
  const newSeed = () => randomInt(1, 2 ** 31)
  const now = () => new Date()
  const pages = createLivingPages(now)
  const watches = createFileWatches((path) => send('designs.changed', { path }))
  const asked = new Map<string, AbortController>()
  noteWritesIn(own)
  void removeUnfinished(own)
  const recent = createRecent(own, now)
  const permitted = createPermitted(recent, dialogs ? null : homedir())
  if (named !== undefined) permitted.grantDesign(named)
  const open = (path: string) => {
    permitted.grantDesign(path)
    send('app.openFile', { path })
  }
  void docker.sweep().catch(() => {
    // Docker may not be there; `docker.status` tells the page, and asking for a run tells the person.
  })
  const handlers = createHandlers({
    host: { host: kind, nativeDialogs: dialogs !== null, version: places.version, platform: process.platform },
    named,
    onUnreadable: open,
    userFolder: own,
    recent,
    permitted,
    examples: places.examples,
    dialogs,
    window,
    pages,
    watches,
    docker,
    runs: { engines: createEngines(thread, places, own), registry, accepted: createAcceptedSheets(own), newSeed },
    answers: { workerPath: places.predictWorker, send, asked },
    exports: {
      exporters,
      runtimeBundle: join(places.runtime, 'runtime.mjs'),
      predictWorker: places.predictWorker,
      version: places.version,
      newSecret,
    },
    diagnostics: { places, environment: process.env, userFolder: own },
    environment: process.env,
    work,
    now,
  })
  const stopRuns = async () => {
    for (const abort of asked.values()) abort.abort()
    await registry.stopAll()
  }
  const close = async () => {
    watches.close()
    await stopRuns()
    await Promise.all([thread.close(), work.close()])
  }
  const prepare = () => {
    thread.prepare()
    work.prepare()
  }
  const leavePages = async () => {
    pages.forgetAll()
    watches.close()
    await stopRuns()
  }
  return { handlers, permitted, open, prepare, leavePages, close }
}
