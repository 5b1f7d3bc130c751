'use client'

import { ofPerson, useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { signOutEverywhereAction } from './actions'

export function SignOutButton() {
  const signOut = useAction(ofPerson(signOutEverywhereAction), { onSuccess: () => window.location.assign('/sign-in') })
  return (
    <Button isPending={signOut.isPending || signOut.isSuccess} onClick={() => signOut.mutate(undefined)}>
      Sign out everywhere
    </Button>
  )
}
