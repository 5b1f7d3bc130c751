'use server'

import { action } from '@/lib/adapters/action'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { protectRelease } from '@/lib/services/releases/protect-release'
import { removeReleaseEntry } from '@/lib/services/releases/remove-release-entry'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'

export const createReleaseAction = action(createRelease)
export const deleteReleaseAction = action(deleteRelease)
export const proposeReleaseAction = action(proposeRelease)
export const protectReleaseAction = action(protectRelease)
export const removeReleaseEntryAction = action(removeReleaseEntry)
export const setReleaseEntriesAction = action(setReleaseEntries)
