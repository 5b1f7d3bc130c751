import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamed } from '@/lib/adapters/require-named'
import { getPolicy } from '@/lib/services/policies/get-policy'

/** 404 where the address names a policy that is not there; two screens have one in their address. */
export function requireNamedPolicy(params: WorkspaceParams): Promise<void> {
  return requireNamed(async ({ searchParams }) => {
    const id = searchParams.get('policy')
    if (id !== null) await getPolicy(await requireActor(params), { id })
  })
}
