import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Failure } from '../feedback/Failure.tsx'
import { request, type RequestFailed } from '../http.ts'

type Entry = { current: string; next: string; again: string }

/** A password changed by its owner; every other place they are signed in ends. */
export function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Entry>()
  const change = useMutation<void, RequestFailed, Entry>({
    mutationFn: ({ current, next }) => request('PUT', '/session/password', { current, next }),
    onSuccess: () => {
      form.resetFields()
      onChanged()
    },
  })
  const missing = [{ required: true, message: t('password.missing') }]
  return (
    <Form<Entry> form={form} layout="vertical" requiredMark={false} style={{ maxWidth: 360 }} onFinish={(entry) => change.mutate(entry)}>
      {change.error && <Failure error={change.error} />}
      <Form.Item name="current" label={t('password.current')} rules={missing}>
        <Input.Password size="large" autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Form.Item name="next" label={t('password.next')} extra={t('password.rule')} rules={missing}>
        <Input.Password size="large" autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['next']}
        rules={[
          ...missing,
          ({ getFieldValue }) => ({
            validator: (_, value: unknown) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('password.change')}
      </Button>
    </Form>
  )
}
