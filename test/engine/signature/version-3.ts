/** Eight days of a front page, as the program wrote them when signatures were of version 3; the host is news.example. */
export const VERSION_3 = Buffer.from(
  [
    'TVMBAwAAAUMKKvxMDG5ld3MuZXhhbXBsZQAAAAAAAAAAQcIGQgAAAAAIARB5aYnZHU6fjCv4grCyJnIpymWCQIkAZx',
    'QeyC89+YkJcNNMReQl/KkvWo9oLJxhfTyDpFh7hU1Nua7Uedxp8R/YLw4ZiwF3bE5XmQvXXxTs5wbX52Ovi+/a0ZV/',
    'QwUqrxF6rsv8Qg+gLL31i7VFVZOgOfzsngdzliZv/AMduzkFg61u9Ieth/r6v8uvIJDv/8IB5pcjvBwAYAAAAAAAAA',
    'ABBwgZCAAAAAEHCBkIAAAAAAQgIAQgBxRKwEAAAAAAAAAAEHCBkIAAAAAQcIGQgAAAAAIHS8VFRMAAAAAABMTEwodL',
    'xUVEwAAAAAAExMTCv8AAAAAAAAAAAAAAP8QAAAHwAACQAD4AHgAAAAAfSKaSmkyGUhIyZFMkmQCB8CgB8AIAPgA=',
  ].join(''),
  'base64',
)
