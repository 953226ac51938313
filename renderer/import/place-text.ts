import type { Place } from '../../app/importers/importer.ts'

/** `compose.yaml:12` of `/srv/shop/compose.yaml`, line 12. */
export function toPlaceText({ file, line }: Place): string {
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${line}`
}
