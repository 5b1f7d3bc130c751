import { ACCESS_OPERATIONS } from './access-operations'
import { CHANGE_OPERATIONS } from './change-operations'
import { CHECK_OPERATIONS } from './check-operations'
import { CONTEXT_OPERATIONS } from './context-operations'
import { DISCUSSION_OPERATIONS } from './discussion-operations'
import { EMBEDDING_OPERATIONS } from './embedding-operations'
import { INSIGHT_OPERATIONS } from './insight-operations'
import { MODULE_OPERATIONS } from './module-operations'
import type { Operation } from './operation'
import { SETTING_OPERATIONS } from './setting-operations'

export const OPERATIONS: readonly Operation[] = [
  ...CONTEXT_OPERATIONS,
  ...MODULE_OPERATIONS,
  ...INSIGHT_OPERATIONS,
  ...CHANGE_OPERATIONS,
  ...DISCUSSION_OPERATIONS,
  ...CHECK_OPERATIONS,
  ...SETTING_OPERATIONS,
  ...EMBEDDING_OPERATIONS,
  ...ACCESS_OPERATIONS,
]
