import { useState } from 'react'
import { targetName } from '../../app/faults/fault-words.ts'
import { faultKind, faultTag } from '../../app/faults/faults.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import { toMessage } from '../bridge.ts'
import { t, tWord } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { showToast } from '../state/toast-store.ts'
import { faultsOn } from './component-facts.ts'
import { type QuickFault, quickFaults } from './quick-faults.ts'
import { heal, inject } from './run-actions.ts'
import { runStore, useRunStore } from './run-store.ts'
import './FaultActions.css'

/** Buttons that break a component or connection in the run that goes on. `target` is a component's id or a connection's. */
export function FaultActions({ target }: { target: string }) {
  const isRunning = useRunStore((state) => state.runs.live.status === 'running' && !state.runs.live.stopping)
  const faults = useRunStore((state) => state.runs.live.faults)
  const groups = useDesignStore((state) => state.design.groups)
  if (!isRunning) return null
  const choices = quickFaults(target, faults)
  return (
    <section className="faults" aria-label={t('Break it')}>
      <div className="faults-buttons">
        {choices
          .filter((choice) => choice.main)
          .map((choice) => (
            <FaultButton key={choice.id} choice={choice} />
          ))}
        {choices.some((choice) => !choice.main) && (
          <MenuButton
            label={t('More faults')}
            icon="ellipsis"
            align="right"
            items={() => toItems(choices.filter((choice) => !choice.main))}
          />
        )}
      </div>
      <ActiveFaults faults={faultsOn(target, faults, groups)} all={faults} />
    </section>
  )
}

/** The same for a context menu; empty when nothing runs that could be broken. */
export function faultMenuItems(target: string): MenuItem[] {
  const { live } = runStore.getState().runs
  if (live.status !== 'running' || live.stopping) return []
  const name = targetName(target, designStore.getState().design)
  return [{ heading: t('Break {name}', { name }) }, ...toItems(quickFaults(target, live.faults))]
}

function toItems(choices: QuickFault[]): MenuItem[] {
  return choices.map((choice) => ({
    label: tWord(choice.label),
    icon: choice.icon,
    danger: choice.active === null,
    run: () => void toggle(choice),
  }))
}

function FaultButton({ choice }: { choice: QuickFault }) {
  const [busy, setBusy] = useState(false)
  const onClick = async () => {
    setBusy(true)
    await toggle(choice)
    setBusy(false)
  }
  return (
    <Button
      icon={choice.icon}
      variant={choice.active ? 'plain' : 'danger'}
      className="faults-button"
      disabled={busy}
      tip={choice.tip}
      data-fault={choice.id}
      onClick={onClick}
    >
      {tWord(choice.label)}
    </Button>
  )
}

function ActiveFaults({ faults, all }: { faults: ActiveFault[]; all: ActiveFault[] }) {
  const [first] = faults
  if (!first && all.length < 2) return null
  return (
    <ul className="faults-active" aria-label={t('What strikes now')}>
      {faults.map((fault) => (
        <li key={fault.id} className="strike" data-tip={fault.mechanism || undefined}>
          <Icon name={faultKind(fault.fault.kind).icon} size={13} />
          <span className="strike-text">{faultTag(fault.fault)}</span>
          <button type="button" className="strike-heal" onClick={() => healAll([fault])}>
            {t('Heal')}
          </button>
        </li>
      ))}
      {all.length > 1 && (
        <li>
          <button type="button" className="faults-heal-all" onClick={() => healAll(all)}>
            {t('Heal all {count}', { count: all.length })}
          </button>
        </li>
      )}
    </ul>
  )
}

async function toggle({ fault, active }: QuickFault): Promise<void> {
  await saying(active ? heal(active.id) : inject(fault))
}

async function healAll(faults: ActiveFault[]): Promise<void> {
  await Promise.all(faults.map((fault) => saying(heal(fault.id))))
}

/** A fault that could not be brought about is told at once; the run goes on. */
async function saying(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}
