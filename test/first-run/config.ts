import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county, which begins anew from a template. */
export const config: StoryConfig = {}
