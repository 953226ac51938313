import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildRuntimeImage, findBuildFolder } from './build-image.ts'
import { connectDocker } from './docker.ts'

/** What is decided before anything is built; builds themselves are tried with a real engine. */

let folder = ''
const asked: string[] = []
const engine = createServer(({ method, url }, answer) => {
  asked.push(`${method} ${url}`)
  answer.setHeader('content-type', 'application/json')
  answer.end(JSON.stringify({ Id: 'sha256:1', RepoTags: [], RepoDigests: [], Config: {} }))
})
beforeAll(async () => {
  await new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve))
  folder = await mkdtemp(join(tmpdir(), 'microcosm-build-'))
  await mkdir(join(folder, 'web'))
  await writeFile(join(folder, 'web', 'Dockerfile'), 'FROM scratch\n')
  await mkdir(join(folder, 'odd', 'Dockerfile'), { recursive: true })
})
afterAll(async () => {
  engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('a folder counts from the design, or is named whole', async () => {
  expect(await findBuildFolder('web', './web', folder)).toBe(join(folder, 'web'))
  expect(await findBuildFolder('web', '../web', join(folder, 'odd'))).toBe(join(folder, 'web'))
  expect(await findBuildFolder('web', join(folder, 'web'), null)).toBe(join(folder, 'web'))
})

test('a design that was not saved, and a folder without a Dockerfile, are told with the component', async () => {
  await expect(findBuildFolder('web', './web', null)).rejects.toMatchObject({
    component: 'web',
    message: expect.stringMatching(/save the design first\.$/),
  })
  for (const path of ['./none', './odd'])
    await expect(findBuildFolder('web', path, folder)).rejects.toMatchObject({
      component: 'web',
      message: expect.stringMatching(/but there is no Dockerfile in it: check the path under build\.$/),
    })
})

test('the image of the stub services is named for the programs in it, and not built where it is there', async () => {
  const docker = connectDocker({ protocol: 'http', host: '127.0.0.1', port: (engine.address() as AddressInfo).port })
  const build = () => buildRuntimeImage(docker, folder, new AbortController().signal, () => {})
  await expect(build()).rejects.toThrow(/runtime\.mjs is missing: build Microcosm with `npm run build`\.$/)
  await writeFile(join(folder, 'runtime.mjs'), '// one\n')
  await writeFile(join(folder, 'mesh.mjs'), '// mesh\n')
  const first = (await build()).reference
  expect((await build()).reference).toBe(first)
  await writeFile(join(folder, 'runtime.mjs'), '// another\n')
  const other = (await build()).reference
  expect(new Set([first, other]).size).toBe(2)
  for (const reference of [first, other]) expect(reference).toMatch(/^microcosm\/runtime:[0-9a-f]{16}$/)
  expect(asked.filter((request) => request.includes('/build'))).toEqual([])
})
