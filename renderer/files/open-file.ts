import { request, toMessage } from '../bridge.ts'
import { openNewDesign, openText } from '../state/design-store.ts'
import { openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'
import { arrive, showFile } from './show-file.ts'
import { mayLeaveDesign } from './unsaved.ts'

/** Asks which file to open and opens it, after the open design was seen to. */
export async function openFile(): Promise<void> {
  if (!(await mayLeaveDesign())) return
  if (shellStore.getState().hello?.nativeDialogs) return read({})
  const path = await askFile('open', '')
  if (path !== null) await read({ path })
}

export async function openPath(path: string): Promise<void> {
  if (await mayLeaveDesign()) await read({ path })
}

/** Starts an empty design. */
export async function newDesign(): Promise<void> {
  if (!(await mayLeaveDesign())) return
  openNewDesign()
  arrive()
}

/** Opens an example as a design of the person's own, not saved yet. */
export async function openExample(example: { id: string; title: string; text: string }): Promise<void> {
  if (!(await mayLeaveDesign())) return
  const name = `${example.id}.microcosm.yaml`
  const problems = openText({ text: example.text, path: null, name, savedText: null, pristineText: example.text })
  if (problems) openDialog({ kind: 'unreadable', name, problems })
  else arrive()
}

async function read(input: { path?: string }): Promise<void> {
  try {
    const file = await request('designs.open', input)
    if (file) showFile(file)
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}
