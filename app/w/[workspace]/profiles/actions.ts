'use server'

import { action } from '@/lib/adapters/action'
import { createComposition } from '@/lib/services/compose/create-composition'
import { acceptFact } from '@/lib/services/profiles/accept-fact'
import { addFact } from '@/lib/services/profiles/add-fact'
import { beginOwnProfile } from '@/lib/services/profiles/begin-own-profile'
import { changeFact } from '@/lib/services/profiles/change-fact'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteFact } from '@/lib/services/profiles/delete-fact'
import { deleteOwnProfile } from '@/lib/services/profiles/delete-own-profile'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { refuseFact } from '@/lib/services/profiles/refuse-fact'
import { reopenFact } from '@/lib/services/profiles/reopen-fact'

export const acceptFactAction = action(acceptFact)
export const addFactAction = action(addFact)
export const beginOwnProfileAction = action(beginOwnProfile)
export const changeFactAction = action(changeFact)
export const composeAction = action(createComposition)
export const createProfileAction = action(createProfile)
export const deleteFactAction = action(deleteFact)
export const deleteOwnProfileAction = action(deleteOwnProfile)
export const deleteProfileAction = action(deleteProfile)
export const refuseFactAction = action(refuseFact)
export const reopenFactAction = action(reopenFact)
