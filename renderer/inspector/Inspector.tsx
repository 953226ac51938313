import { connectionId } from '../../app/design/design.ts'
import { t } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import { ComponentInspector } from './ComponentInspector.tsx'
import { ConnectionInspector } from './ConnectionInspector.tsx'
import { DesignInspector } from './DesignInspector.tsx'
import './Form.css'
import { GroupInspector } from './GroupInspector.tsx'
import './Inspector.css'
import { SeveralConnectionsInspector } from './SeveralConnectionsInspector.tsx'
import { SeveralInspector } from './SeveralInspector.tsx'

/** What is selected: what is true of it now, why, and its parameters. */
export function Inspector() {
  return (
    <>
      <h2 className="visually-hidden">{t('Inspector')}</h2>
      <Inspected />
    </>
  )
}

function Inspected() {
  const selected = useSelectionStore((state) => state.components)
  const chosen = useSelectionStore((state) => state.connections)
  const group = useSelectionStore((state) => state.group)
  const groups = useDesignStore((state) => state.design.groups)
  const components = useDesignStore((state) => state.design.components)
  const connections = useDesignStore((state) => state.design.connections)
  const present = selected.filter((id) => Object.hasOwn(components, id))
  const [only] = present
  const drawn = new Set(connections?.map(connectionId))
  const presentConnections = chosen.filter((id) => drawn.has(id))
  const [connection] = presentConnections
  if (presentConnections.length > 1) return <SeveralConnectionsInspector key={presentConnections.join()} ids={presentConnections} />
  // Neither is made anew for each: the tab stays, and a connection's text may be what gives it other ends.
  if (connection !== undefined) return <ConnectionInspector id={connection} />
  if (group !== undefined && Object.hasOwn(groups ?? {}, group)) return <GroupInspector key={group} id={group} />
  if (present.length > 1) return <SeveralInspector key={present.join()} ids={present} />
  return only === undefined ? <DesignInspector /> : <ComponentInspector id={only} />
}
