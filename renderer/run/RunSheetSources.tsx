import { buildRow, imageRow, type RunSheet, standInsRow } from '../../app/run/run-sheet.ts'
import { Sentence } from '../language/Sentence.tsx'
import { t } from '../language/t.ts'
import { ComponentNames, Row, Section } from './RunSheetParts.tsx'

/** Where the programs come from: images by their digests, folders, and what Microcosm plays itself. */
export function RunSheetSources({ sheet, marks }: { sheet: RunSheet; marks: ReadonlySet<string> }) {
  const { images, builds, standIns, replicas } = sheet
  return (
    <Section title={t('Programs')}>
      {images.map((image) => (
        <Row
          key={imageRow(image)}
          icon="package"
          title={<span className="mono">{image.reference}</span>}
          end={<Digest digest={image.digest} />}
          isChanged={marks.has(imageRow(image))}
        >
          <ComponentNames ids={image.components} replicas={replicas} /> · {image.licence}
        </Row>
      ))}
      {builds.map((build) => (
        <Row
          key={build.component}
          icon="hammer"
          title={<span className="mono">{build.folder}</span>}
          end={t('built here')}
          isChanged={marks.has(buildRow(build))}
        >
          <ComponentNames ids={[build.component]} replicas={replicas} /> ·{' '}
          {t('by its Dockerfile, with all that .dockerignore leaves in the folder')}
        </Row>
      ))}
      <Row
        icon="box"
        title={<span className="mono">{standIns.base}</span>}
        end={<Digest digest={standIns.digest} />}
        isChanged={marks.has(standInsRow(standIns))}
      >
        {standIns.components.length > 0 ? (
          <Sentence
            message="{components} and the mesh that carries all calls"
            parts={{ components: <ComponentNames ids={standIns.components} replicas={replicas} /> }}
          />
        ) : (
          t('the mesh that carries all calls')
        )}{' '}
        · {t("played by Microcosm's own program")}
      </Row>
      {goneRows(sheet, marks).map((name) => (
        <Row key={name} icon="minus" title={<span className="muted">{t('No longer: {name}', { name })}</span>} />
      ))}
    </Section>
  )
}

// sha256:93c3adfd1c6c…
function Digest({ digest }: { digest: string | null }) {
  if (digest === null) return <span className="run-sheet-pull">{t('will be pulled')}</span>
  return (
    <span className="mono" data-tip={digest}>
      {digest.replace(/^sha256:/, '').slice(0, 12)}
    </span>
  )
}

/** Images and folders that were accepted last and are in the sheet no more. */
function goneRows({ images, builds }: RunSheet, marks: ReadonlySet<string>): string[] {
  const here = new Set([...images.map(imageRow), ...builds.map(buildRow)])
  return [...marks].filter((name) => /^(?:image|build) /.test(name) && !here.has(name))
}
