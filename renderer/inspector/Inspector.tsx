import { useDesignStore } from '../state/design-store.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import { ComponentInspector } from './ComponentInspector.tsx'
import { ConnectionInspector } from './ConnectionInspector.tsx'
import { DesignInspector } from './DesignInspector.tsx'
import './Form.css'
import './Inspector.css'
import { SeveralInspector } from './SeveralInspector.tsx'

/** What is selected: what is true of it now, why, and its parameters. */
export function Inspector() {
  return (
    <>
      <h2 className="visually-hidden">Inspector</h2>
      <Inspected />
    </>
  )
}

function Inspected() {
  const selected = useSelectionStore((state) => state.components)
  const connection = useSelectionStore((state) => state.connection)
  const components = useDesignStore((state) => state.design.components)
  const present = selected.filter((id) => Object.hasOwn(components, id))
  const [only] = present
  if (connection !== null) return <ConnectionInspector key={connection} id={connection} />
  if (present.length > 1) return <SeveralInspector ids={present} />
  return only === undefined ? <DesignInspector /> : <ComponentInspector key={only} id={only} />
}
