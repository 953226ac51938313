import { pathOf } from '../bridge.ts'
import { importFiles } from '../import/start-import.ts'
import { showToast } from '../state/toast-store.ts'
import { openPath } from './open-file.ts'

/** Files that are dropped on the window: a design is opened, Compose files are imported. */
export function listenToDrops(): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  window.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault()
  })
  window.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return
    // The window would show the file in the program's place.
    event.preventDefault()
    void receive([...(event.dataTransfer?.files ?? [])])
  })
}

async function receive(files: File[]): Promise<void> {
  const yaml = files.filter(({ name }) => /\.ya?ml$/i.test(name))
  const [first] = yaml
  if (!first) return showToast('bad', 'Only designs and Compose files can be dropped here: files that end in .yaml or .yml.')
  const paths = yaml.map(pathOf)
  if (paths.some((path) => path === undefined)) {
    return showToast('note', 'A browser does not say where a dropped file lies: open or import it from the File menu.')
  }
  const known = paths.filter((path) => path !== undefined)
  return (await isDesign(first)) ? openPath(known[0] as string) : importFiles(known)
}

// `microcosm: 1` at the beginning of a line stands in every design, and in no Compose file.
async function isDesign(file: File): Promise<boolean> {
  return /\.microcosm\.ya?ml$/i.test(file.name) || /^(?:microcosm|["']microcosm["'])\s*:/m.test(await file.text())
}
