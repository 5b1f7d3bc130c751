import { moduleVersionRefSchema, moduleVersionSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { toVersionDto } from './rows/to-version-dto'

export const getVersion = verb({
  name: 'getVersion',
  scope: 'read',
  effect: 'read',
  input: moduleVersionRefSchema,
  output: moduleVersionSchema,
  run: async ({ workspaceId }, { id, version }) => toVersionDto(workspaceId, id, version),
})
