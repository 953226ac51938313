import { useStore } from 'zustand'
import { runCommand } from '../commands/run-command.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import { RunControls } from '../run/RunControls.tsx'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { settingsStore } from '../state/settings-store.ts'
import { FileMenu } from './FileMenu.tsx'
import { Mark } from './Mark.tsx'
import './TopBar.css'
import { themeNow } from './theme.ts'

/** The file and its state, undo and redo; the run; search, export and theme. */
export function TopBar() {
  const open = useDesignStore((state) => state.open)
  return (
    <header className="top-bar">
      <div className="top-left">
        <Mark size={20} />
        <FileMenu />
        {open && <FileState />}
        {open && <UndoButtons />}
      </div>
      <div className="top-middle">{open && <RunControls />}</div>
      <div className="top-right">
        <Button icon="search" onClick={() => void runCommand('search')} tip="Search components and commands" className="top-search">
          Search <Shortcut keys="Mod+K" framed />
        </Button>
        {open && (
          <Button icon="download" onClick={() => void runCommand('export-design')}>
            Export
          </Button>
        )}
        <ThemeButton />
      </div>
    </header>
  )
}

function FileState() {
  const path = useDesignStore((state) => state.path)
  const dirty = useDesignStore((state) => state.dirty)
  const text = dirty ? 'edited' : path === null ? 'not saved yet' : 'saved'
  return (
    <span className={`file-state ${dirty ? 'file-state-edited' : ''}`} role="status" data-tip={path ?? undefined}>
      {text}
    </span>
  )
}

function UndoButtons() {
  const history = useStore(designStore, (state) => state.history)
  const undo = history.undo.at(-1)?.label
  const redo = history.redo.at(-1)?.label
  return (
    <div className="top-undo">
      <IconButton
        icon="undo-2"
        label={undo ? `Undo: ${undo}` : 'Undo'}
        shortcut="Mod+Z"
        disabled={!undo}
        onClick={() => void runCommand('undo')}
      />
      <IconButton
        icon="redo-2"
        label={redo ? `Redo: ${redo}` : 'Redo'}
        shortcut="Mod+Shift+Z"
        disabled={!redo}
        onClick={() => void runCommand('redo')}
      />
    </div>
  )
}

function ThemeButton() {
  useStore(settingsStore, (state) => state.theme)
  const isDark = themeNow() === 'dark'
  return (
    <IconButton
      icon={isDark ? 'sun' : 'moon'}
      label={isDark ? 'Change to the light theme' : 'Change to the dark theme'}
      onClick={() => void runCommand('toggle-theme')}
    />
  )
}
