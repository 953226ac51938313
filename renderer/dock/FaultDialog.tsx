import { useRef, useState } from 'react'
import type { Design, Scenario } from '../../app/design/design.ts'
import { type FaultKind, faultKind } from '../../app/faults/faults.ts'
import type { Message } from '../../app/language/translate.ts'
import { Form } from '../inspector/Form.tsx'
import type { Put } from '../inspector/form-props.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { runStore } from '../run/run-store.ts'
import { designStore, edit, useDesignStore } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import { type Choice, type FaultDraft, fieldsFor, kindChoices, newDraft, putInto, targetsFor, toFault, withKind } from './fault-form.ts'
import { shownTime } from './PlayheadClock.tsx'
import { addFault, removeFault, replaceFault, replaceScenario } from './scenario-edits.ts'

interface FaultDialogProps {
  scenario: string
  /** Place in the scenario's list; null: a new fault. */
  index: number | null
  onClose: () => void
}

/** Asks what breaks, where, when and for how long, with the form that the kind's schema makes. */
export function FaultDialog({ scenario, index, onClose }: FaultDialogProps) {
  const design = useDesignStore((state) => state.design)
  const [before] = useState<FaultDraft>(() => startDraft(scenario, index))
  const [draft, setDraft] = useState(before)
  const [typing, setTyping] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  // A field that is left by pressing Save is kept in the same moment in which the fault is saved.
  const latest = useRef(draft)
  const change = (next: FaultDraft) => {
    latest.current = next
    setDraft(next)
    setWrong(undefined)
  }
  const put: Put = (path, value) => change(putInto(latest.current, path, value))
  const save = () => {
    if (form.current?.querySelector('[aria-invalid]')) return
    const read = toFault(latest.current)
    if ('wrong' in read) return setWrong(read.wrong)
    write(scenario, index === null ? 'Add fault' : 'Change fault', (from) =>
      index === null ? addFault(from, read.fault) : replaceFault(from, index, read.fault),
    )
    onClose()
  }
  const remove = () => {
    if (index !== null) write(scenario, 'Delete fault', (from) => removeFault(from, index))
    onClose()
  }
  return (
    <Dialog
      title={index === null ? t('Add fault') : t('Fault')}
      description={faultKind(draft.kind).summary}
      onClose={onClose}
      width={420}
      edited={draft !== before || typing}
      footer={
        <>
          {index !== null && (
            <Button variant="danger" icon="trash" onClick={remove}>
              {t('Delete')}
            </Button>
          )}
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" onClick={save}>
            {index === null ? t('Add fault') : t('Save fault')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        onInput={() => setTyping(true)}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Select
          label={t('Fault')}
          value={draft.kind}
          choices={kindChoices}
          onChange={(kind) => change(withKind(draft, kind as FaultKind, design))}
        />
        <Select
          label={t('Strikes')}
          value={draft.target}
          choices={targetsFor(draft.kind, design)}
          onChange={(target) => change({ ...draft, target })}
        />
        <Form key={draft.kind} fields={fieldsFor(draft.kind)} values={draft} problems={[]} at={[]} put={put} />
        {wrong && (
          <p className="field-error" role="alert">
            {wrong}
          </p>
        )}
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}

function startDraft(scenario: string, index: number | null): FaultDraft {
  const { design } = designStore.getState()
  const fault = index === null ? undefined : design.scenarios?.[scenario]?.faults?.[index]
  return fault ? { ...fault } : startAnew(design)
}

/** On the selected connection or component, at the moment that is shown. */
function startAnew(design: Design): FaultDraft {
  const {
    components,
    connections: [connection],
  } = selectionStore.getState()
  const moment = shownTime(runStore.getState())
  const at = moment === null ? undefined : `${Math.round(moment)}s`
  return connection === undefined ? newDraft(design, 'kill', components[0], at) : newDraft(design, 'latency', connection, at)
}

function write(name: string, label: Message, change: (scenario: Scenario) => Scenario): void {
  edit(t(label), (design) => {
    const scenario = design.scenarios?.[name]
    return scenario ? replaceScenario(design, name, change(scenario)) : design
  })
}

interface SelectProps {
  label: string
  value: string
  choices: Choice[]
  onChange: (id: string) => void
}

function Select({ label, value, choices, onChange }: SelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
