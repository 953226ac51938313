import { request, toMessage } from '../bridge.ts'
import { shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'

/** Saves what helps to find a mistake, where the person chooses. */
export async function saveDiagnostics(): Promise<void> {
  try {
    const native = shellStore.getState().hello?.nativeDialogs
    const file = native ? undefined : await askFile('diagnostics', 'microcosm-diagnostics.txt')
    if (file === null) return
    const saved = await request('app.saveDiagnostics', file === undefined ? {} : { file })
    if (saved)
      showToast('good', `Diagnostics saved as ${saved.name}. They hold no designs and no secrets; read them before you pass them on.`)
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}
