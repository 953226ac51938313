import { join, resolve } from 'node:path'
import { app, Menu, session } from 'electron'
import { onEndSignals, withinLimit } from './end-signals.ts'
import { placesOf } from './files/places.ts'
import { userFolder } from './files/user-folder.ts'
import { createSend, serveIpc } from './ipc.ts'
import { createProgram } from './program.ts'
import { designNamedIn } from './window/design-named-in.ts'
import { createElectronDialogs } from './window/electron-dialogs.ts'
import { createMenu } from './window/menu.ts'
import { confinePages, denyPermissions, registerPageScheme, servePage } from './window/security.ts'
import { openWindow, type ProgramWindow } from './window/window.ts'

// This bundle stands in out/main of the checkout, or of the archive of the packaged program.
const root = resolve(__dirname, '..', '..')
const places = placesOf(root, 'predict-worker.cjs', app.isPackaged ? process.resourcesPath : root)
let shown: ProgramWindow | undefined
const window = () => shown?.window
const page = () => shown?.window.webContents
const send = createSend(page)

app.setPath('userData', join(userFolder(process.env, process.platform), 'window'))
registerPageScheme()
confinePages(app)

if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  await app.whenReady()
  servePage(session.defaultSession, places.renderer)
  denyPermissions(session.defaultSession)
  Menu.setApplicationMenu(createMenu(send, process.platform))
  const program = createProgram({
    kind: 'electron',
    places,
    named: designNamedIn(process.argv, process.cwd()),
    dialogs: createElectronDialogs(window),
    window: { setState: (state) => shown?.control.setState(state), close: () => shown?.control.close() },
    send,
  })
  serveIpc(program.handlers, page)
  shown = openWindow(__dirname, places.icon, send, () => withinLimit(program.stopRuns()))
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', (_event, argv, folder) => onSecondStart(argv, folder))
  app.on('open-file', (_event, path) => send('app.openFile', { path }))
  onEndSignals(program.stopRuns, () => app.exit(0))
}

function onSecondStart(argv: string[], folder: string): void {
  const path = designNamedIn(argv, folder)
  if (path) send('app.openFile', { path })
  if (window()?.isMinimized()) window()?.restore()
  window()?.focus()
}
