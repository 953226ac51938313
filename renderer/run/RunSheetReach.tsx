import { capabilitiesRow, type RunSheet } from '../../app/run/run-sheet.ts'
import { ComponentNames, Row, Section } from './RunSheetParts.tsx'

/** What the containers may do to this machine, and what imported ones were to do and may not. */
export function RunSheetReach({ sheet: { capabilities, notGiven }, marks }: { sheet: RunSheet; marks: ReadonlySet<string> }) {
  return (
    <Section title="Reach">
      <Row icon="hard-drive" title="No folder, device or socket of this machine is mounted" />
      <Row icon="network" title="One port, for this machine alone">
        On 127.0.0.1, for the mesh. The containers are in a network of their own and may call out to the internet.
      </Row>
      <Row
        icon="shield-check"
        title="No new privileges, at most 4096 processes each"
        isChanged={capabilities.some(({ components }) => components.some((id) => marks.has(capabilitiesRow(id))))}
      >
        {capabilities.map(({ names, components }) => (
          <p key={names.join()}>
            <ComponentNames ids={components} /> {components.length === 1 ? 'begins' : 'begin'} with{' '}
            <span className="mono run-sheet-names">{names.join(' ')}</span>
          </p>
        ))}
        <p>
          The mesh may change its own network (<span className="mono run-sheet-names">NET_ADMIN</span>). No other container begins with a
          capability.
        </p>
      </Row>
      {notGiven.length > 0 && (
        <Row icon="shield-off" title="Nothing else of what the Compose files ask for of this machine">
          {notGiven.map(({ component, grant, danger }) => (
            <p key={`${component} ${grant}`}>
              <ComponentNames ids={[component]} />: not <span className="mono run-sheet-names">{grant}</span>, with which {danger}
            </p>
          ))}
        </Row>
      )}
    </Section>
  )
}
