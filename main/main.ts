import { join, resolve } from 'node:path'
import { app, Menu, session } from 'electron'
import type { NativeMenu } from '../app/bridge/native-menu.ts'
import { onEndSignals, withinLimit } from './end-signals.ts'
import { placesOf } from './files/places.ts'
import { userFolder } from './files/user-folder.ts'
import { createSend, serveIpc } from './ipc.ts'
import { catchMistakes } from './last-resort.ts'
import { openLog } from './log/log.ts'
import { createProgram } from './program.ts'
import { createElectronDialogs } from './window/electron-dialogs.ts'
import { toMenuTemplate } from './window/menu.ts'
import { listenToOpenedFiles } from './window/opened-files.ts'
import { confinePages, denyPermissions, registerPageScheme, servePage } from './window/security.ts'
import { openWindow, type ProgramWindow } from './window/window.ts'

// This bundle stands in out/main of the checkout, or of the archive of the packaged program.
const root = resolve(__dirname, '..', '..')
const places = placesOf(root, 'cjs', app.isPackaged ? process.resourcesPath : root)
let shown: ProgramWindow | undefined
const window = () => shown?.window
const page = () => shown?.window.webContents
const send = createSend(page)
const opened = listenToOpenedFiles(process.argv, process.cwd())

const own = userFolder(process.env, process.platform)
openLog(own)
catchMistakes((message) => send('app.mistake', { message }))
app.setPath('userData', join(own, 'window'))
// Every page is in the system's sandbox, whatever its window asks for. Chromium has none for root.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerPageScheme()
confinePages(app)

if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  await app.whenReady()
  servePage(session.defaultSession, places.renderer)
  denyPermissions(session.defaultSession)
  const setMenu = (menus: NativeMenu[]) =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(toMenuTemplate(menus, send, process.platform, app.isPackaged)))
  // Until the page has said which commands there are.
  setMenu([])
  const program = createProgram({
    kind: 'electron',
    places,
    named: opened.named,
    dialogs: createElectronDialogs(window),
    window: {
      setState: (state) => shown?.control.setState(state),
      setMenu,
      heard: () => shown?.control.heard(),
      close: () => shown?.control.close(),
    },
    send,
  })
  serveIpc(program.handlers, page, program.permitted.grantDropped)
  shown = openWindow(__dirname, places.icon, send, () => withinLimit(program.close()))
  // A page that is loaded again, or has crashed, has lost its runs and could not stop them any more.
  page()?.on('did-navigate', () => void program.leavePages())
  page()?.on('render-process-gone', () => void program.leavePages())
  program.prepare()
  opened.show(program.open, focus)
  app.on('window-all-closed', () => app.quit())
  onEndSignals(program.close, () => app.exit(0))
}

function focus(): void {
  if (window()?.isMinimized()) window()?.restore()
  window()?.focus()
}
