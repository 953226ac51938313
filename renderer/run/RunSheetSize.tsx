import { coresRow, memoryRow, type RunSheet } from '../../app/run/run-sheet.ts'
import { toSizeText } from '../../app/run/size-text.ts'
import { t, tCount } from '../language/t.ts'
import { Mark } from './RunSheetParts.tsx'

/** What is asked for beside what the engine has. */
export function RunSheetSize({ sheet, marks }: { sheet: RunSheet; marks: ReadonlySet<string> }) {
  const { containers, machine } = sheet
  return (
    <div className="run-sheet-size">
      <Meter
        label={t('Memory')}
        asked={sheet.memoryBytes}
        of={machine.memoryBytes}
        without={sheet.withoutMemory}
        containers={containers}
        isChanged={marks.has(memoryRow)}
        toText={toSizeText}
      />
      <Meter
        label={t('Cores')}
        asked={sheet.cpus}
        of={machine.cpus}
        without={sheet.withoutCpus}
        containers={containers}
        isChanged={marks.has(coresRow)}
        toText={(cores) => String(Number(cores.toPrecision(3)))}
      />
    </div>
  )
}

interface MeterProps {
  label: string
  asked: number
  of: number
  without: number
  containers: number
  isChanged: boolean
  toText: (amount: number) => string
}

function Meter({ label, asked, of, without, containers, isChanged, toText }: MeterProps) {
  const isOver = asked > of
  return (
    <div className={`run-sheet-meter ${isOver ? 'run-sheet-over' : ''}`}>
      <div className="run-sheet-meter-head">
        <span className="run-sheet-meter-label">
          {label}
          <Mark shown={isChanged} />
        </span>
        {without === containers ? (
          <span className="muted">{t('{amount} there', { amount: toText(of) })}</span>
        ) : (
          <span>
            <strong>{toText(asked)}</strong> <span className="muted">{t('asked for of {amount}', { amount: toText(of) })}</span>
          </span>
        )}
      </div>
      <div className="run-sheet-bar" aria-hidden="true">
        <div style={{ width: `${Math.min(100, of > 0 ? (asked / of) * 100 : 0)}%` }} />
      </div>
      <p className="muted run-sheet-note">
        {isOver ? `${t('More than the engine has: what is measured will suffer from it.')} ` : ''}
        {toLimits(without, containers)}
      </p>
    </div>
  )
}

function toLimits(without: number, containers: number): string {
  if (without === 0) return t('Every container has a limit.')
  if (without === containers) return t('No container has a limit in the design.')
  return tCount(
    without,
    '{count} of {containers} containers has no limit in the design.',
    '{count} of {containers} containers have no limit in the design.',
    { containers },
  )
}
