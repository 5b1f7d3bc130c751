/** Who looks at a discussion, and what they may do in it. */
export type Me = { userId: string; canComment: boolean; isAdmin: boolean }
