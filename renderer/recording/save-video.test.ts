import { expect, test, vi } from 'vitest'
import type { Answer } from '../../app/bridge/answer.ts'
import type { EngineRun } from '../run/run-state.ts'

// The page's modules ask for the program at the other end when they are read.
const request = vi.fn(async (): Promise<Answer<unknown>> => ({ ok: false, code: 'not-writable', message: 'The disk is full.' }))
vi.stubGlobal('window', { bridge: { request, on: () => () => undefined, pathOf: () => undefined } })
// Node has none.
vi.stubGlobal(
  'FileReader',
  class {
    result = ''
    onload = () => undefined
    async readAsDataURL(video: Blob) {
      this.result = `data:video/webm;base64,${btoa(String.fromCharCode(...new Uint8Array(await video.arrayBuffer())))}`
      this.onload()
    }
  },
)
const { shellStore } = await import('../state/shell-store.ts')
const { toastStore } = await import('../state/toast-store.ts')
const { saveVideo } = await import('./save-video.ts')

test('a video that cannot be written is told of', async () => {
  shellStore.setState({ hello: { nativeDialogs: true } as never })
  await saveVideo(new Blob([new Uint8Array([0x1a, 0x45, 0xdf, 0xa3])]), { scenario: null } as EngineRun)
  expect(request.mock.calls).toEqual([['videos.save', expect.objectContaining({ data: 'GkXfow==' })]])
  expect(toastStore.getState().toasts).toMatchObject([{ kind: 'bad', message: 'The disk is full.' }])
})
