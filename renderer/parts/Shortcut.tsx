import './Menu.css'
import { toKeyNames } from './key-names.ts'

/** A key combination as this machine's keyboard names it. */
export function Shortcut({ keys, framed = false }: { keys: string; framed?: boolean }) {
  return <kbd className={`shortcut ${framed ? 'shortcut-framed' : ''}`}>{toKeyNames(keys, isMac())}</kbd>
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
