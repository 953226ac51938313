import { request, toMessage } from '../bridge.ts'
import { askFile } from '../files/ask-file.ts'
import { t } from '../language/t.ts'
import type { EngineRun } from '../run/run-state.ts'
import { designStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'

/** Saves a video where the person chooses. */
export async function saveVideo(video: Blob, { scenario }: EngineRun): Promise<void> {
  const stem = designStore.getState().name.replace(/(\.microcosm)?\.ya?ml$/, '')
  const suggestedName = `${stem}-${scenario ?? 'steady'}.webm`
  try {
    const file = shellStore.getState().hello?.nativeDialogs ? undefined : await askFile('video', suggestedName)
    if (file === null) return
    const saved = await request('videos.save', { data: await toBase64(video), suggestedName, ...(file === undefined ? {} : { file }) })
    if (saved) showToast('good', t('Video saved as {name}.', { name: saved.name }))
  } catch (error) {
    // The dialog that asked for it is closed by now, and says nothing.
    showToast('bad', toMessage(error))
  }
}

function toBase64(video: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(video)
  })
}
