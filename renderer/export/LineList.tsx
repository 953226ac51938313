import { useEffect, useRef, useState } from 'react'
import type { DiffRow } from './diff-rows.ts'

const lineHeight = 18
const beyond = 20

const signs: Record<DiffRow['kind'], string> = { same: ' ', added: '+', removed: '−', gap: '⋯' }

/** Lines of a text, of which only those in view are drawn, so that a long file scrolls as easily as a short one. */
export function LineList({ rows, label, both }: { rows: DiffRow[]; label: string; both: boolean }) {
  const element = useRef<HTMLElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  useEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setView({ top: box.scrollTop, height: box.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    box.addEventListener('scroll', measure)
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', measure)
    }
  }, [])
  const first = Math.max(0, Math.floor(view.top / lineHeight) - beyond)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / lineHeight) + beyond)
  const widest = rows.reduce((most, { text }) => Math.max(most, text.length), 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long file is scrolled with the keyboard.
    <section ref={element} className="lines mono selectable" aria-label={label} tabIndex={0}>
      <div className="lines-all" style={{ height: rows.length * lineHeight, minWidth: `calc(${widest}ch + ${both ? 124 : 76}px)` }}>
        <div style={{ transform: `translateY(${first * lineHeight}px)` }}>
          {rows.slice(first, last).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never change places.
            <div key={first + index} className={`line line-${row.kind}`}>
              {both && <span className="line-number">{row.before}</span>}
              <span className="line-number">{row.after}</span>
              <span className="line-sign">{signs[row.kind]}</span>
              <span>{row.text}</span>
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
