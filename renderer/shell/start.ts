import { listenToAnswers } from '../answers/ask.ts'
import { on, request, toMessage } from '../bridge.ts'
import { keepLayout } from '../canvas/keep-layout.ts'
import { followNativeMenu, runFromMenu } from '../commands/native-menu.ts'
import { keepDrafts } from '../files/drafts.ts'
import { guardClosing } from '../files/guard-closing.ts'
import { listenToDrops } from '../files/listen-to-drops.ts'
import { openPath } from '../files/open-file.ts'
import { watchOutside } from '../files/outside.ts'
import { rememberOpen, resumeOpen } from '../files/resume.ts'
import { saveDiagnostics } from '../files/save-diagnostics.ts'
import { showFile } from '../files/show-file.ts'
import { listenToRuns } from '../run/run-actions.ts'
import { designStore } from '../state/design-store.ts'
import { claimPageId, pageId } from '../state/page-id.ts'
import { readSettings } from '../state/settings-store.ts'
import { openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { listenToKeys } from './keys.ts'
import { listenToClipboard } from './listen-to-clipboard.ts'

/** Everything that is joined once when the page starts: keys, the program's events, settings, drafts and the guard on closing. */
export async function start(): Promise<void> {
  await claimPageId()
  listenToKeys()
  listenToClipboard()
  guardClosing()
  keepDrafts()
  rememberOpen()
  watchOutside()
  listenToRuns()
  listenToAnswers()
  keepLayout()
  listenToDrops()
  on('app.command', ({ command }) => runFromMenu(command))
  on('app.mistake', ({ message }) =>
    showToast('bad', `${message} Your design is as it was.`, { label: 'Save diagnostics…', run: () => void saveDiagnostics() }),
  )
  on('app.openFile', ({ path }) => void openPath(path))
  try {
    await readSettings()
    followNativeMenu()
    const hello = await request('app.hello', {})
    shellStore.setState({ hello })
    const found = await request('drafts.list', { page: pageId() })
    if (!(await resumeOpen(found.drafts)) && hello.open) showFile(hello.open)
    const { draftId } = designStore.getState()
    const drafts = found.drafts.filter(({ id }) => id !== draftId)
    if (drafts.length + found.unreadable.length > 0) openDialog({ kind: 'recover', found: { ...found, drafts } })
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}
