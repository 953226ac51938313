import { tWord } from '../language/t.ts'
import type { FieldSpec } from './field-spec.ts'
import { errorAt } from './form-props.ts'
import { GroupField, type GroupFieldProps } from './GroupField.tsx'
import { NewEntry } from './NewEntry.tsx'
import { startingValue } from './starting-value.ts'

/** Where nothing is known of a named group's times, about what a request takes; to be corrected. */
const firstTime = '5ms'

/** Names, each with a group of fields: the endpoints of a component and their work. */
export function GroupsField({ field, value, fields, problems, at, path, put, Field }: GroupFieldProps) {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  const groupOf = (name: string): FieldSpec => ({ ...field, key: name, title: name, control: { type: 'group', fields }, required: false })
  const error = errorAt(problems, at)
  return (
    <div className="map">
      <span className="field-label" data-tip={field.description}>
        {tWord(field.title)}
      </span>
      {entries.map(([name, entry]) => (
        <GroupField
          key={name}
          field={groupOf(name)}
          fields={fields}
          Field={Field}
          value={entry}
          problems={problems}
          at={[...at, name]}
          path={[...path, name]}
          // The last one that goes takes the map with it.
          put={(place, next, title) =>
            put(next === undefined && place.length === path.length + 1 && entries.length === 1 ? path : place, next, title)
          }
        />
      ))}
      <NewEntry
        title={tWord(field.title)}
        onAdd={(name) => put([...path, name], startingValue({ ...groupOf(name), absent: firstTime }), `${field.title} ${name}`)}
      />
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
