namespace Faust.Generators.Model.Checks;

/// <summary>What a check looks at. What its arguments are stands with each; all are C#.</summary>
internal enum CheckKind
{
    /// <summary>A reference or nullable value is there.</summary>
    Required,

    /// <summary>A text is there, and not only white space.</summary>
    RequiredText,

    /// <summary>A number, converted, matches a pattern. Arguments: the type it is converted to, the pattern.</summary>
    Range,

    /// <summary>A value is between two others of its type. Arguments: operator, least, operator, most.</summary>
    Between,

    /// <summary>The length or count matches a pattern of what is not allowed. Arguments: the property, or empty for any sequence; the pattern.</summary>
    Length,

    /// <summary>A method of the runtime judges a text. Arguments: its name.</summary>
    Text,

    /// <summary>A text matches a regex. Arguments: the pattern, the timeout in milliseconds.</summary>
    Pattern,

    /// <summary>A text matches a regex of the user's. Arguments: the expression that gives it.</summary>
    PatternOf,

    /// <summary>A value matches a pattern of constants. Arguments: the pattern.</summary>
    Allowed,

    /// <summary>A value does not match a pattern of constants. Arguments: the pattern.</summary>
    Denied,

    /// <summary>A value equals that of another member. Arguments: the type, the other member.</summary>
    Compare,

    /// <summary>A method of the user's judges. Arguments: the method; then <c>context</c> if it takes one.</summary>
    Method,

    /// <summary>An attribute's instance judges. Arguments: the expression that creates it.</summary>
    Attribute,
}
