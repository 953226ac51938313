import { useStore } from 'zustand'
import { runCommand } from '../commands/run-command.ts'
import { LanguageMenu } from '../language/LanguageMenu.tsx'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import { RunControls } from '../run/RunControls.tsx'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { settingsStore } from '../state/settings-store.ts'
import { FileMenu } from './FileMenu.tsx'
import { historyItems } from './history-items.ts'
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
        <Button icon="search" onClick={() => void runCommand('search')} tip={t('Search components and commands')} className="top-search">
          {t('Search')} <Shortcut keys="Mod+K" framed />
        </Button>
        {open && (
          <Button icon="download" onClick={() => void runCommand('export-design')}>
            {t('Export')}
          </Button>
        )}
        <LanguageMenu />
        <ThemeButton />
      </div>
    </header>
  )
}

function FileState() {
  const path = useDesignStore((state) => state.path)
  const dirty = useDesignStore((state) => state.dirty)
  const text = dirty ? t('edited') : path === null ? t('not saved yet') : t('saved')
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
        label={undo ? t('Undo: {what}', { what: undo }) : t('Undo')}
        shortcut="Mod+Z"
        disabled={!undo}
        onClick={() => void runCommand('undo')}
      />
      <IconButton
        icon="redo-2"
        label={redo ? t('Redo: {what}', { what: redo }) : t('Redo')}
        shortcut="Mod+Shift+Z"
        disabled={!redo}
        onClick={() => void runCommand('redo')}
      />
      <MenuButton icon="history" label={t('History of edits')} items={historyItems} disabled={!undo && !redo} />
    </div>
  )
}

function ThemeButton() {
  useStore(settingsStore, (state) => state.theme)
  const isDark = themeNow() === 'dark'
  return (
    <IconButton
      icon={isDark ? 'sun' : 'moon'}
      label={isDark ? t('Change to the light theme') : t('Change to the dark theme')}
      onClick={() => void runCommand('toggle-theme')}
    />
  )
}
