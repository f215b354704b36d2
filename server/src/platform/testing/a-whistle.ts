/** What a clerk of the demonstration county would send, valid as it is: a stall in front of the market, led by ZF with SC and JJ. */
export const A_WHISTLE = {
  category: 'quick',
  item: 'HC-ZF-01',
  form: {
    title: '农贸市场北门占道经营',
    description: '十余处流动摊点占用人行道，劝离后反复回潮。',
    place: { address: '南河镇农贸市场北门' },
    urgency: 'normal',
    attempted: ['dissuaded'],
  },
}

/** The same for a county after Jiangbei's model: a large billboard without permission. */
export const A_BILLBOARD = {
  category: 'routine',
  item: 'SD-ZF-03',
  situation: 'ZF03-unapproved',
  source: 'grid',
  form: {
    title: '和平路新设大型广告牌',
    description: '和平路 8 号楼外墙新装大型广告牌，业主不能出示批准手续，居民担心砸人。',
    place: { address: '和平路 8 号' },
    townCanSolve: false,
    risk: 'none',
    done: ['talked'],
    agencyAnswer: '综合执法中队到场责令自拆，业主称手续在办，高空拆除需要县局登高车。',
  },
}
