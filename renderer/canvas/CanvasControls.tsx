import { Panel, useViewport } from '@xyflow/react'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useSettingsStore } from '../state/settings-store.ts'

/** Zoom and tidy, at the canvas's bottom left. */
export function CanvasControls() {
  const { zoom } = useViewport()
  const locked = useSettingsStore((state) => state.layoutLocked)
  return (
    <Panel position="bottom-left" className="canvas-controls">
      <div className="control-group">
        <IconButton icon="minus" label={t('Zoom out')} shortcut="Mod+-" onClick={() => void runCommand('zoom-out')} />
        <button
          type="button"
          className="control-text control-zoom"
          aria-label={t('Zoom {share} percent. Set to 100 percent', { share: Math.round(zoom * 100) })}
          data-tip={t('Zoom to 100 %')}
          data-tip-shortcut="Mod+0"
          onClick={() => void runCommand('zoom-reset')}
        >
          {Math.round(zoom * 100)} <span className="muted">%</span>
        </button>
        <IconButton icon="plus" label={t('Zoom in')} shortcut="Mod+=" onClick={() => void runCommand('zoom-in')} />
      </div>
      <ControlText label={t('Fit')} tip={t('Bring the whole design into view')} shortcut="Mod+1" command="fit" />
      <ControlText label={t('Tidy')} tip={t('Arrange from left to right')} shortcut="Mod+Shift+L" command="tidy" />
      <div className="control-group">
        <IconButton
          icon={locked ? 'lock' : 'lock-open'}
          label={locked ? t('Unlock the layout') : t('Lock the layout')}
          aria-pressed={locked}
          onClick={() => void runCommand('lock-layout')}
        />
      </div>
    </Panel>
  )
}

function ControlText({ label, tip, shortcut, command }: { label: string; tip: string; shortcut: string; command: string }) {
  return (
    <button
      type="button"
      className="control-text control-single"
      data-tip={tip}
      data-tip-shortcut={shortcut}
      onClick={() => void runCommand(command)}
    >
      {label}
    </button>
  )
}
