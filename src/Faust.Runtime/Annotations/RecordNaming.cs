namespace Faust;

/// <summary>How the names of members become names on the wire, as the policies of <c>System.Text.Json.JsonNamingPolicy</c> do it.</summary>
public enum RecordNaming
{
    /// <summary><c>OrderId</c> is <c>orderId</c>.</summary>
    CamelCase,

    /// <summary>As declared: <c>OrderId</c> is <c>OrderId</c>.</summary>
    PascalCase,

    /// <summary><c>OrderId</c> is <c>order_id</c>.</summary>
    SnakeCase,

    /// <summary><c>OrderId</c> is <c>order-id</c>.</summary>
    KebabCase,
}
