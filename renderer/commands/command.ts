import type { Message } from '../../app/language/translate.ts'

/** Something the person can tell the window to do. Menus, the search, key presses and the shortcut sheet come from these. */
export interface Command {
  /** Same as the file's name; the native menu asks for it by this. */
  id: string
  /** What it does, as a menu says it. */
  label: Message
  section: 'File' | 'Edit' | 'View' | 'Run' | 'Help'
  /** Name of a Lucide icon. */
  icon?: string
  /** `Mod` is Ctrl, or Command on a Mac: `Mod+Shift+Z`. */
  shortcut?: string
  /** Other key combinations for the same. */
  alsoShortcuts?: string[]
  /** Whether it applies now; absent: always. */
  when?(): boolean
  run(): void | Promise<void>
}
