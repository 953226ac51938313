import { controlPort } from './control/messages.ts'
import { Mesh } from './mesh/mesh.ts'

/** What runs in the mesh container. */
const token = process.env.MICROCOSM_TOKEN
if (!token) {
  console.error('The mesh was started without MICROCOSM_TOKEN, which the program that makes the run gives it.')
  process.exit(1)
}
await new Mesh(token).listen(controlPort)
console.log('The mesh is listening.')
