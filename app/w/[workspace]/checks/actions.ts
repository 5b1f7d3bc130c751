'use server'

import { action } from '@/lib/adapters/action'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { importQuerySet } from '@/lib/services/query-sets/import-query-set'
import { restoreQuerySet } from '@/lib/services/query-sets/restore-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'

export const createQuerySetAction = action(createQuerySet)
export const deleteQuerySetAction = action(deleteQuerySet)
export const importQuerySetAction = action(importQuerySet)
export const restoreQuerySetAction = action(restoreQuerySet)
export const updateQuerySetAction = action(updateQuerySet)
