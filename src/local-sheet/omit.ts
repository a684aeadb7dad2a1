/** A message without some of its fields. Changes nothing. */
export function omit<Message extends object, Field extends keyof Message>(
  message: Message,
  ...fields: readonly Field[]
): Omit<Message, Field> {
  const left: Partial<Message> = { ...message };
  for (const field of fields) Reflect.deleteProperty(left, field);
  return left as Omit<Message, Field>;
}
