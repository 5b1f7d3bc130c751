import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** The workspace with this slug; without one, the first that was made. @throws AppError NOT_FOUND. */
export async function findWorkspaceId(slug: string | undefined): Promise<string> {
  const workspace = await prisma.organization.findFirst({
    where: slug === undefined ? {} : { slug },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  if (!workspace) throw new AppError('NOT_FOUND', `There is no workspace ${slug ?? ''}.`, { entity: 'workspace' })
  return workspace.id
}
