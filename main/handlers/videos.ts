import { basename } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { toFileRefusal } from '../files/file-failure.ts'
import { chooseNewFile } from '../files/new-file.ts'

/** How every Matroska file, and so every WebM, begins. */
const beginning = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])

/** Writes a video that the page made where the person chooses. */
export async function saveVideo(input: Input<'videos.save'>, dialogs: Dialogs | null): Promise<Output<'videos.save'>> {
  const video = Buffer.from(input.data, 'base64')
  if (!video.subarray(0, 4).equals(beginning)) throw new Refusal('bad-input', 'What is to be saved is no WebM video.')
  const path = await chooseNewFile({
    file: input.file,
    suggestedName: input.suggestedName,
    what: 'the video',
    withEnding,
    ask: dialogs && ((name) => dialogs.saveVideo(name)),
  })
  if (path === null) return null
  await writeAtomically(path, video).catch((error: unknown) => {
    throw toFileRefusal(error, `write the video to ${path}`)
  })
  return { path, name: basename(path) }
}

function withEnding(path: string): string {
  return /\.webm$/i.test(path) ? path : `${path}.webm`
}
