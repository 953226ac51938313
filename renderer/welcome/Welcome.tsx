import { useEffect, useMemo, useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { readDocument } from '../../app/design/document.ts'
import { request } from '../bridge.ts'
import { runCommand } from '../commands/run-command.ts'
import { openExample, openPath } from '../files/open-file.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Mark } from '../shell/Mark.tsx'
import { DesignPicture } from './DesignPicture.tsx'
import './Welcome.css'
import '../catalogue/KindTile.css'
import '../files/files.css'

/** What the window shows when no design is open: start one, open one, or take an example. */
export function Welcome() {
  const [examples, setExamples] = useState<Output<'designs.examples'>>([])
  const [recent, setRecent] = useState<Output<'designs.recent'>>([])
  useEffect(() => {
    request('designs.examples', {}).then(setExamples, () => setExamples([]))
    request('designs.recent', {}).then(setRecent, () => setRecent([]))
  }, [])
  return (
    <main className="welcome">
      <div className="welcome-inner">
        <header className="welcome-head">
          <Mark size={44} />
          <div>
            <h1>Microcosm</h1>
            <p className="muted">{t('Draw a microservice architecture, predict how it behaves, run it on Docker, break it.')}</p>
          </div>
          <div className="welcome-actions">
            <Button icon="folder-open" onClick={() => void runCommand('open-design')}>
              {t('Open…')}
            </Button>
            <Button icon="file-input" onClick={() => void runCommand('import-compose')}>
              {t('Import Docker Compose…')}
            </Button>
            <Button variant="primary" icon="plus" onClick={() => void runCommand('new-design')}>
              {t('New design')}
            </Button>
          </div>
        </header>
        {examples.length > 0 && <Examples examples={examples} />}
        {recent.length > 0 && <Recent recent={recent} />}
      </div>
    </main>
  )
}

function Examples({ examples }: { examples: Output<'designs.examples'> }) {
  const designs = useMemo(() => new Map(examples.map(({ id, text }) => [id, readDocument(text).design])), [examples])
  return (
    <section aria-labelledby="welcome-examples">
      <h2 id="welcome-examples">{t('Start from an example')}</h2>
      <div className="welcome-examples">
        {examples.map((example) => (
          <button key={example.id} type="button" className="example" onClick={() => void openExample(example)}>
            <DesignPicture design={designs.get(example.id)} />
            <strong>{example.title}</strong>
            <span className="muted">{example.summary}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

function Recent({ recent }: { recent: Output<'designs.recent'> }) {
  return (
    <section aria-labelledby="welcome-recent">
      <h2 id="welcome-recent">{t('Recent')}</h2>
      <ul className="file-list file-list-framed">
        {recent.slice(0, 8).map(({ path, name }) => (
          <li key={path}>
            <button type="button" className="file-row" onClick={() => void openPath(path)}>
              <Icon name="file" />
              <span>{name}</span>
              <span className="file-row-name muted">{path.slice(0, -name.length)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
