import { expect, test } from 'vitest'
import { cdkExporter } from '../cdk/cdk.ts'
import { helmExporter } from '../helm/helm.ts'
import { kubernetesExporter } from '../kubernetes/kubernetes.ts'
import { imported } from './fixtures/imported.ts'

const values = {
  PGPASSWORD: 'gd29mq',
  SITEPASSWORD: 'wq81zr',
  APPSECRET: 'xk42js',
  MAIL_PW: 'pt77qt',
  SIGNING_KEY: 'ny53vu',
  ENCRYPTION_SECONDARY_KEY: 'hb66rv',
  LOCKER_KEY: 'qd19kx',
  PRESHARED_KEY: 'jc04kw',
}
const { design, options } = imported(
  {
    'compose.yaml': `
services:
  api:
    image: acme/api
    ports: ["80:8080"]
    environment: { PGHOST: store, PGUSER: till, ${Object.entries(values)
      .map(([name, value]) => `${name}: ${name === 'PGPASSWORD' ? '"$STORE_PW"' : value}`)
      .join(', ')} }
  store: { image: "postgres:16", environment: { POSTGRES_USER: till, POSTGRES_PASSWORD: "\${STORE_PW}" } }
`,
  },
  { STORE_PW: values.PGPASSWORD },
)

test('a secret, however its name is written, stands by name alone in the design', () => {
  for (const name of Object.keys(values)) expect(design.components.api?.env, name).toHaveProperty([name, 'secret'])
  for (const value of Object.values(values)) expect(JSON.stringify(design)).not.toContain(value)
})

test.each([kubernetesExporter, helmExporter, cdkExporter])('and in no file of $id', (exporter) => {
  const { files, losses } = exporter.export(design, options)
  const texts = [...files.map(({ content }) => content), ...losses.map(({ what }) => what)]
  for (const value of Object.values(values)) for (const text of texts) expect(text).not.toContain(value)
})
