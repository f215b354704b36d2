import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county, to which a category of its own is added. */
export const config: StoryConfig = {}
