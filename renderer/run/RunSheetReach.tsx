import { capabilitiesRow, type RunSheet } from '../../app/run/run-sheet.ts'
import { Sentence } from '../language/Sentence.tsx'
import { t, tWord } from '../language/t.ts'
import { ComponentNames, Row, Section } from './RunSheetParts.tsx'

/** By which it slows and cuts connections of its own. */
const ofTheMesh = 'NET_ADMIN'

/** What the containers may do to this machine, and what imported ones were to do and may not. */
export function RunSheetReach({ sheet: { capabilities, notGiven }, marks }: { sheet: RunSheet; marks: ReadonlySet<string> }) {
  return (
    <Section title={t('Reach')}>
      <Row icon="hard-drive" title={t('No folder, device or socket of this machine is mounted')} />
      <Row icon="network" title={t('One port, for this machine alone')}>
        {t('On 127.0.0.1, for the mesh. The containers are in a network of their own and may call out to the internet.')}
      </Row>
      <Row
        icon="shield-check"
        title={t('No new privileges, at most 4096 processes each')}
        isChanged={capabilities.some(({ components }) => components.some((id) => marks.has(capabilitiesRow(id))))}
      >
        {capabilities.map(({ names, components }) => (
          <p key={names.join()}>
            <Sentence
              message={components.length === 1 ? '{components} begins with {capabilities}' : '{components} begin with {capabilities}'}
              parts={{
                components: <ComponentNames ids={components} />,
                capabilities: <span className="mono run-sheet-names">{names.join(' ')}</span>,
              }}
            />
          </p>
        ))}
        <p>
          <Sentence
            message="The mesh may change its own network ({capability}). No other container begins with a capability."
            parts={{ capability: <span className="mono run-sheet-names">{ofTheMesh}</span> }}
          />
        </p>
      </Row>
      {notGiven.length > 0 && (
        <Row icon="shield-off" title={t('Nothing else of what the Compose files ask for of this machine')}>
          {notGiven.map(({ component, grant, danger }) => (
            <p key={`${component} ${grant}`}>
              <Sentence
                message="{component}: not {grant}, with which {danger}"
                parts={{
                  component: <ComponentNames ids={[component]} />,
                  grant: <span className="mono run-sheet-names">{grant}</span>,
                  danger: tWord(danger),
                }}
              />
            </p>
          ))}
        </Row>
      )}
    </Section>
  )
}
