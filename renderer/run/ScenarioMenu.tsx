import { toShareText, toSpan } from '../../app/run/figures.ts'
import { usualPrecision } from '../../app/run/precision.ts'
import { t } from '../language/t.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { designStore, edit } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import { addScenario } from './add-scenario.ts'
import { secondsOf } from './chosen-scenario.ts'
import {
  chooseDuration,
  choosePrecision,
  chooseScenario,
  chooseSeed,
  currentChoice,
  currentScenario,
  useChosenScenario,
  usualSeed,
} from './scenario-choice.ts'

/** Half a 95 % interval, as a share of the figure. */
const precisions = [0.1, usualPrecision, 0.02]
const lengths = [15, 30, 60, 300, 600]

/** Which scenario the next run plays, and how long. */
export function ScenarioMenu({ disabled }: { disabled: boolean }) {
  const { name, label, durationSeconds } = useChosenScenario()
  return (
    <MenuButton label={t('Scenario')} items={scenarioItems} icon="clock" disabled={disabled}>
      {name === null ? t('Steady') : label} <span className="scenario-length">{toSpan(durationSeconds)}</span>
    </MenuButton>
  )
}

function scenarioItems(): MenuItem[] {
  const { design } = designStore.getState()
  const chosen = currentScenario(design)
  const written = secondsOf(chosen.scenario.duration, 30)
  const { durationSeconds: override, precision, seed } = currentChoice()
  return [
    { heading: t('Scenario') },
    ...Object.entries(design.scenarios ?? {}).map(([name, scenario]) => ({
      label: scenario.name ?? name,
      detail: toSpan(secondsOf(scenario.duration, 30)),
      checked: chosen.name === name,
      run: () => chooseScenario(name),
    })),
    { label: t('Steady'), detail: t('the traffic as drawn'), checked: chosen.name === null, run: () => chooseScenario(null) },
    'separator',
    { heading: t('Length') },
    { label: t('As the scenario says'), detail: toSpan(written), checked: override === null, run: () => chooseDuration(null) },
    ...lengths
      .filter((seconds) => seconds !== written)
      .map((seconds) => ({ label: toSpan(seconds), checked: override === seconds, run: () => chooseDuration(seconds) })),
    'separator',
    { heading: t('Precision of predictions') },
    ...precisions.map((share) => ({
      label: t('Within {share}', { share: toShareText(share) }),
      ...(share === usualPrecision ? { detail: t('usual') } : {}),
      checked: precision === share,
      run: () => choosePrecision(share),
    })),
    { label: t('Once, as long as the scenario'), checked: precision === null, run: () => choosePrecision(null) },
    'separator',
    { heading: t('Chance of predictions') },
    {
      label: t('The same each time'),
      detail: t('seed {seed}', { seed: usualSeed }),
      checked: seed === usualSeed,
      run: () => chooseSeed(usualSeed),
    },
    { label: t('Another'), detail: t('seed {seed}', { seed: seed + 1 }), checked: seed !== usualSeed, run: () => chooseSeed(seed + 1) },
    'separator',
    ...(chosen.name === null ? [] : [{ label: t('Edit {name}…', { name: chosen.label }), icon: 'sliders-horizontal', run: editScenario }]),
    { label: t('New scenario'), icon: 'plus', run: newScenario },
  ]
}

/** Opens the chosen scenario's name, length and objectives. */
export function editScenario(): void {
  const { name } = currentScenario(designStore.getState().design)
  if (name !== null) openDialog({ kind: 'scenario', name })
}

export function hasScenario(): boolean {
  return designStore.getState().open && currentScenario(designStore.getState().design).name !== null
}

/** Adds a scenario to the design and chooses it. */
export function newScenario(): void {
  const { name } = addScenario(designStore.getState().design)
  edit(t('Add scenario'), (design) => addScenario(design).design)
  chooseScenario(name)
}
