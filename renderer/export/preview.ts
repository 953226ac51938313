import type { Output } from '../../app/bridge/requests.ts'

export type Target = Output<'exports.targets'>[number]
export type Preview = Output<'exports.preview'>
export type PreviewFile = Preview['files'][number]
export type Written = Output<'exports.write'>

/** What pressing Export would do to the files. */
export interface Effect {
  written: number
  removed: number
  kept: number
}

export function toEffect(files: PreviewFile[], replace: ReadonlySet<string>): Effect {
  const count = (has: (file: PreviewFile) => boolean) => files.filter(has).length
  const isReplaced = ({ path, state }: PreviewFile) => state === 'edited' && replace.has(path)
  return {
    written: count((file) => file.state === 'new' || file.state === 'changed' || isReplaced(file)),
    removed: count(({ state }) => state === 'stale'),
    kept: count((file) => file.state === 'edited' && !isReplaced(file)),
  }
}
