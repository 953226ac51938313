import { useState } from 'react'
import type { Design, Scenario } from '../../app/design/design.ts'
import type { Fault, FaultKind } from '../../app/faults/faults.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { faultLook } from '../run/fault-kinds.ts'
import { runStore } from '../run/run-store.ts'
import { designStore, edit, useDesignStore } from '../state/design-store.ts'
import { selectionStore } from '../state/selection-store.ts'
import { emptyForm, type FaultForm, offeredKinds, targetsFor, toFault, toForm, withKind } from './fault-form.ts'
import { shownTime } from './PlayheadClock.tsx'
import { addFault, removeFault, replaceFault, replaceScenario } from './scenario-edits.ts'

interface FaultDialogProps {
  scenario: string
  /** Place in the scenario's list; null: a new fault. */
  index: number | null
  onClose: () => void
}

/** Asks what breaks, where, when and for how long. */
export function FaultDialog({ scenario, index, onClose }: FaultDialogProps) {
  const design = useDesignStore((state) => state.design)
  const [form, setForm] = useState<FaultForm>(() => startForm(scenario, index))
  const [tried, setTried] = useState(false)
  const read = toFault(form)
  const errors: Record<string, string> = tried && 'errors' in read ? read.errors : {}
  const save = () => {
    setTried(true)
    if (!('fault' in read)) return
    write(scenario, index === null ? 'Add fault' : 'Change fault', (from) =>
      index === null ? addFault(from, read.fault) : replaceFault(from, index, read.fault),
    )
    onClose()
  }
  const remove = () => {
    if (index !== null) write(scenario, 'Delete fault', (from) => removeFault(from, index))
    onClose()
  }
  const look = faultLook(form.kind)
  const kinds = offeredKinds.includes(form.kind) ? offeredKinds : [...offeredKinds, form.kind]
  const targets = targetsFor(form.kind, design)
  return (
    <Dialog
      title={index === null ? 'Add fault' : 'Fault'}
      description={look.summary}
      onClose={onClose}
      width={420}
      footer={
        <>
          {index !== null && (
            <Button variant="danger" icon="trash" onClick={remove}>
              Delete
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save}>
            {index === null ? 'Add fault' : 'Save fault'}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Select
          label="Fault"
          value={form.kind}
          choices={kinds.map((kind) => ({ id: kind, label: faultLook(kind).label }))}
          onChange={(kind) => setForm(withKind(form, kind as FaultKind, design))}
        />
        <Select
          label="Strikes"
          value={form.target}
          choices={targets}
          onChange={(target) => setForm({ ...form, target })}
          error={errors.target}
        />
        <Text
          label="Begins at"
          help="From the scenario's start, such as 30s or 2m."
          value={form.at}
          onChange={(at) => setForm({ ...form, at })}
          error={errors.at}
        />
        <Text
          label="Lasts"
          help="Empty: to the end of the scenario."
          value={form.lasts}
          onChange={(lasts) => setForm({ ...form, lasts })}
          error={errors.for}
          placeholder="to the end"
        />
        {look.fields.map((field) => (
          <Text
            key={field.key}
            label={field.label}
            unit={field.unit}
            value={form.values[field.key] ?? ''}
            onChange={(value) => setForm({ ...form, values: { ...form.values, [field.key]: value } })}
            error={errors[field.key]}
          />
        ))}
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}

function startForm(scenario: string, index: number | null): FaultForm {
  const { design } = designStore.getState()
  const fault: Fault | undefined = index === null ? undefined : design.scenarios?.[scenario]?.faults?.[index]
  return fault ? toForm(fault) : newForm(design)
}

/** On the selected connection or component, at the moment that is shown. */
function newForm(design: Design): FaultForm {
  const { components, connection } = selectionStore.getState()
  const form = connection === null ? emptyForm(design, 'kill', components[0]) : emptyForm(design, 'latency', connection)
  const moment = shownTime(runStore.getState())
  return moment === null ? form : { ...form, at: `${Math.round(moment)}s` }
}

function write(name: string, label: string, change: (scenario: Scenario) => Scenario): void {
  edit(label, (design) => {
    const scenario = design.scenarios?.[name]
    return scenario ? replaceScenario(design, name, change(scenario)) : design
  })
}

interface SelectProps {
  label: string
  value: string
  choices: { id: string; label: string }[]
  onChange: (id: string) => void
  error?: string | undefined
}

function Select({ label, value, choices, onChange, error }: SelectProps) {
  return (
    <Field label={label} error={error}>
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

interface TextProps {
  label: string
  value: string
  onChange: (text: string) => void
  help?: string
  unit?: string | undefined
  error?: string | undefined
  placeholder?: string
}

function Text({ label, value, onChange, help, unit, error, placeholder }: TextProps) {
  return (
    <Field label={label} help={help} unit={unit} error={error}>
      {(control) => (
        <input
          {...control}
          className="input"
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  )
}
