import { useState } from 'react'
import { changeId, checkId } from '../../app/design/change-id.ts'
import { t } from '../language/t.ts'
import { Field } from '../parts/Field.tsx'
import { designStore, edit } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'

/** The id by which everything else in the design names a component; changing it changes them all. */
export function IdField({ id }: { id: string }) {
  const [typed, setTyped] = useState(id)
  const error = checkId(designStore.getState().design, id, typed)
  const keep = () => {
    if (typed === id || error) return
    edit(t('Change id {id}', { id }), (design) => changeId(design, id, typed))
    selectComponents([typed])
  }
  return (
    <Field
      label={t('Id')}
      help={t('Names it in the file, in results and on the network; connections, groups and faults follow.')}
      error={error}
    >
      {(control) => (
        <input
          {...control}
          className="input mono"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </Field>
  )
}
