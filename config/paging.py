"""How the API's lists are paged."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """100 at a time; `page_size` asks for up to 1,000."""

    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1_000
