import { moduleRefSchema, moduleSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { toModuleDto } from './rows/to-module-dto'

export const getModule = verb({
  name: 'getModule',
  scope: 'read',
  effect: 'read',
  input: moduleRefSchema,
  output: moduleSchema,
  run: async ({ workspaceId }, { id }) => toModuleDto(workspaceId, id),
})
